/** The key that sends a form from a field of several lines, as this machine writes it. */
export const submitKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘↵' : 'Ctrl ↵'

type KeyPress = { key: string; metaKey: boolean; ctrlKey: boolean }

export function isSubmitKey({ key, metaKey, ctrlKey }: KeyPress): boolean {
  return key === 'Enter' && (metaKey || ctrlKey)
}

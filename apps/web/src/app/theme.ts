import { createTheme, type MantineColorsTuple } from '@mantine/core'

// The one accent: the green of thick glass. Red, amber and blue belong to the classes of leads.
const glass: MantineColorsTuple = [
  '#eef8f6',
  '#d8eeea',
  '#b0ddd6',
  '#82c9bf',
  '#4fb0a4',
  '#25978a',
  '#147a70',
  '#11665e',
  '#0e534d',
  '#0b3f3b',
]
const gray: MantineColorsTuple = [
  '#fafafa',
  '#f4f4f5',
  '#ebebed',
  '#dfdfe3',
  '#cbcbd1',
  '#9d9da6',
  '#686872',
  '#53535c',
  '#36363d',
  '#1b1b1f',
]
const dark: MantineColorsTuple = [
  '#e7e7ea',
  '#b9b9c1',
  '#95959f',
  '#6d6d78',
  '#37373e',
  '#2b2b31',
  '#212126',
  '#161619',
  '#111113',
  '#0b0b0d',
]

const compact = { defaultProps: { size: 'xs' } } as const

export const theme = createTheme({
  primaryColor: 'glass',
  primaryShade: { light: 6, dark: 6 },
  colors: { glass, gray, dark },
  black: '#1b1b1f',
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '8px', xl: '12px' },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.45', xl: '1.3' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
      h4: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  // By name and not with `Button.extend`: importing the components here would put all of them into the first page.
  components: {
    Button: compact,
    TextInput: compact,
    PasswordInput: compact,
    NumberInput: compact,
    Select: compact,
    Textarea: compact,
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 100 } } },
    Modal: {
      defaultProps: {
        centered: true,
        padding: 'lg',
        closeButtonProps: { 'aria-label': 'Close' },
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 120 },
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
  },
})

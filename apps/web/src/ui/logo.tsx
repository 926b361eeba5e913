/** A lens with three bars of a score in it. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" role="img" aria-label="Leadglass">
      <rect width="32" height="32" rx="7" fill="var(--mantine-color-glass-6)" />
      <circle cx="14" cy="14" r="7" fill="none" stroke="#fff" strokeWidth="2.6" />
      <path
        d="M10.8 16.4v-2.2M14 16.4v-5M17.2 16.4v-3.4"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path d="m19.4 19.4 5.4 5.4" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
    </svg>
  )
}

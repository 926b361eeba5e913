// Two files for what pages share, instead of forty small ones: a browser fetches six at a time over HTTP/1.1.

const mantineBase = 'Button|Loader|Transition|UnstyledButton|Input|InputBase|TextInput|CloseButton|ActionIcon'

/** What the sign-in page needs as well. */
export const neededByEveryPage = anyOf([
  'node_modules/(react|react-dom|scheduler|clsx)/',
  'node_modules/@tanstack/(react-router|router-core|history|react-query|query-core|store|react-store)/',
  '@mantine/hooks',
  '@mantine/core/esm/core',
  `@mantine/core/esm/components/(${mantineBase})/`,
  '@tabler/icons-react/dist/esm/(createReactComponent|defaultAttributes)',
  'icons/Icon(AlertTriangle|Check|Copy)\\.',
  // Without the contracts of pages that few people open.
  'packages/contracts/src/(?!rule-lab|rule-document|jobs|learning|report-card|system|audit|imports|verdicts|insights)',
  'web/src/(api|app/paths|ui/(logo|person-avatar|error-state|empty-state|dialog-error)|lib/role-words)',
  // The routes start these requests; in the other file they would bring all of it to the sign-in page.
  'web/src/(assignments/assignment-queries|work-queue/(work-queue-queries|queue-cache))',
])

/** Never what the sign-in page needs: it would load all of it. */
export const sharedBySignedInPages = anyOf([
  '@floating-ui',
  'react-remove-scroll',
  'virtual-core|react-virtual',
  '@mantine/notifications',
  '@mantine/core/esm/components/(Menu|Popover|Tooltip|Skeleton|Kbd|Portal|FocusTrap)',
  '@mantine/core/esm/utils/Floating',
  '@tabler/icons-react/dist/esm/icons',
  // Without what only pages with dialogs, jobs or figures draw.
  'web/src/(ui/(?!reason-dialog|dialog-form|job-progress|square-plot|wide-box|figure-table|lift-figure|calibration-figure)|lib)',
])

function anyOf(parts: readonly string[]): RegExp {
  return new RegExp(parts.join('|'))
}

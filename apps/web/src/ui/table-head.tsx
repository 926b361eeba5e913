import rows from './data-rows.module.css'

/** The head of a list; `data-column` lets the list place and hide its columns. */
export function TableHead({ columns }: { columns: readonly string[] }) {
  return (
    <thead className={rows.head}>
      <tr>
        {columns.map((title) => (
          <th key={title} data-column={title.toLowerCase()}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  )
}

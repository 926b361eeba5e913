/** Roles in the words of the interface. */
export const roleWords = { admin: 'Administrator', manager: 'Manager', sales_rep: 'Sales rep' } as const

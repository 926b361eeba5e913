/** The published password of every demo user; they exist only where `config.demo` is true. */
export const demoPassword = 'leadglass-demo'

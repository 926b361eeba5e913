declare module 'postcss-preset-mantine' {
  import type { PluginCreator } from 'postcss'

  const preset: PluginCreator<Record<string, unknown>>
  // biome-ignore lint/style/noDefaultExport: this describes a package that has one
  export default preset
}

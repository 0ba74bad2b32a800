/** The editor's own colours: without them its links and lists are GraphiQL's pink. */
export const editorTheme = { dark: 'doorward-dark', light: 'doorward-light' } as const;

const colors = (accent: string, surface: string, field: string) => ({
  'editor.background': '#ffffff00',
  'scrollbar.shadow': '#ffffff00',
  'textLink.foreground': accent,
  'textLink.activeForeground': accent,
  'editorLink.activeForeground': accent,
  'editorHoverWidget.background': surface,
  'editorWidget.background': surface,
  'editorSuggestWidget.background': surface,
  'editorSuggestWidget.selectedBackground': `${accent}22`,
  'editorSuggestWidget.selectedForeground': accent,
  'list.hoverBackground': `${accent}18`,
  'list.highlightForeground': accent,
  'list.focusHighlightForeground': accent,
  'menu.background': surface,
  'menu.selectionBackground': `${accent}22`,
  'menu.selectionForeground': accent,
  'quickInput.background': surface,
  'quickInputList.focusBackground': `${accent}22`,
  'pickerGroup.foreground': accent,
  'input.background': field,
  focusBorder: accent,
});

/** Before GraphiQL is drawn: an editor that does not find its theme is white for good. */
export async function defineThemes(): Promise<void> {
  const monaco = await import('monaco-graphql/esm/monaco-editor.js');
  monaco.editor.defineTheme(editorTheme.dark, {
    base: 'vs-dark',
    inherit: true,
    colors: colors('#96b4ff', '#181a1f', '#ffffff14'),
    rules: [{ token: 'argument.identifier.gql', foreground: '#b9a6ff' }],
  });
  monaco.editor.defineTheme(editorTheme.light, {
    base: 'vs',
    inherit: true,
    colors: colors('#314ec7', '#ffffff', '#00000010'),
    rules: [{ token: 'argument.identifier.gql', foreground: '#6246c7' }],
  });
}

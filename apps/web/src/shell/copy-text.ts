/**
 * Copies a text. Browsers let pages do so over HTTPS and on localhost alone: elsewhere the text is
 * shown, selected, for the reader to copy.
 *
 * @returns whether it was copied
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    prompt('This browser lets no page copy here. Copy it yourself (Ctrl+C or ⌘C):', text);
    return false;
  }
}

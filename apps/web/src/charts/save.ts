/** Lets the browser keep something under a name. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** A title as the name of a file, which says so where the figures are simulated. */
export function fileNameOf(title: string, isSimulated: boolean): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ['chart'];
  return ['uplift', ...(isSimulated ? ['simulated'] : []), ...words].join('-');
}

/** The mark of the product: a dot on an interval. */
export function Mark() {
  return (
    <svg viewBox="0 0 22 22" width="22" height="22" aria-hidden="true" className="mark">
      <rect x="0.75" y="0.75" width="20.5" height="20.5" rx="5.5" />
      <path d="M11 4.5v13M8.5 4.5h5M8.5 17.5h5" />
      <circle cx="11" cy="9" r="3" />
    </svg>
  );
}

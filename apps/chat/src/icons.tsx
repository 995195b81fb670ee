/** Line icons of 16 by 16, in the colour of the text. Decoration: the buttons around them have names. */
const icon = (path: string) =>
  function Icon() {
    return (
      <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} />
      </svg>
    );
  };

export const ArrowUp = icon("M8 13V3.5M3.8 7.5 8 3.2l4.2 4.3");
export const ArrowDown = icon("M8 3v9.5M3.8 8.5 8 12.8l4.2-4.3");
export const Square = icon("M4.5 4.5h7v7h-7z");
export const Copy = icon("M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z");
export const Check = icon("M3 8.5 6.5 12 13 4.5");
export const Chevron = icon("M6 3.5 10.5 8 6 12.5");
export const Again = icon("M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3");
export const Save = icon("M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.5h10");
export const Play = icon("M5 3.2v9.6L12.5 8z");
export const Open = icon("M9 3h4v4M13 3 7.5 8.5M11 9.5V13H3V5h3.5");
export const Clip = icon("M13.2 7.4 7.9 12.7a3.1 3.1 0 0 1-4.4-4.4l5.6-5.6a2.1 2.1 0 0 1 3 3L6.6 11.2a1 1 0 0 1-1.5-1.5l4.8-4.8");
export const Close = icon("M4 4l8 8M12 4l-8 8");
export const Paper = icon("M4 2.5h5L12 5.5v8H4zM9 2.5v3h3");
export const Share = icon("M8 10V2.5M5 5.2 8 2.3l3 2.9M3.5 8v5.5h9V8");
export const Inspect = icon("M2.5 12.5h11M4 12.5v-4M8 12.5v-9M12 12.5v-6");

/** Vitrine's mark: a chart in a glass case. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M7 9.5h18v13H7zM11 19v-4M16 19v-7M21 19v-2.5" />
    </svg>
  );
}

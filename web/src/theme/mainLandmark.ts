/** Where menus and hints open: what lies outside of every landmark is passed over by who goes from one to the next. */
export function mainLandmark(): HTMLElement | null {
  return document.querySelector('main');
}

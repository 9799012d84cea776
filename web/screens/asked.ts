// What the address asks for that arranges the whole page, before the first paint: a frame, class mode, a place,
// satellites. Not a module: the browser waits for it, while the parts themselves come later. Nothing jumps when they do.
(() => {
  const asked = new URLSearchParams(location.search);
  const root = document.documentElement;
  const look = document.currentScript?.dataset.look;

  if (asked.get('embed') === '1') root.dataset.embed = '';
  // The room for what a place brings, until it is there: see layout.css.
  else if (asked.get('place')) {
    root.dataset.asked = 'place';
    if (asked.get('pass') && asked.get('mode') !== 'class') root.dataset.askedPass = '';
  }
  // The page has a column for each satellite. They are seen when it is known which of them stay.
  if (asked.get('sat')) root.dataset.columns = 'asked';
  if (asked.get('mode') === 'class' && look) {
    root.dataset.mode = 'class';
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    // A style sheet that a script adds holds back the first paint only if it says so.
    link.setAttribute('blocking', 'render');
    link.href = look;
    document.head.append(link);
  }
})();

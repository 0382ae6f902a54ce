// Plain script of 2009, also for browsers that cannot read the page's own: tells whoever looks at an empty page what to do.
(function () {
  var older = {
    en: 'This page could not start: it needs Chrome or Edge 108, Firefox 121 or Safari 16, or a newer one. Update your browser, then load the page again.',
    es: 'Esta página no pudo iniciarse: necesita Chrome o Edge 108, Firefox 121 o Safari 16, o una versión más reciente. Actualiza tu navegador y vuelve a cargar la página.',
    pt: 'Esta página não pôde iniciar: ela precisa do Chrome ou Edge 108, do Firefox 121 ou do Safari 16, ou de uma versão mais nova. Atualize o navegador e carregue a página de novo.',
  };
  var current = {
    en: 'This page could not be loaded. Load it again; if it stays empty, try again in a moment.',
    es: 'Esta página no se pudo cargar. Vuelve a cargarla; si sigue vacía, inténtalo de nuevo dentro de un momento.',
    pt: 'Não foi possível carregar esta página. Carregue-a de novo; se ela continuar vazia, tente outra vez daqui a pouco.',
  };
  /** Chrome and Edge 108, Firefox 121 and Safari 15.4 are the first to answer both with yes: what failed there is not the browser's age. */
  function isCurrent() {
    var css = window.CSS;
    return Boolean(css && css.supports && css.supports('height', '1dvh') && css.supports('selector(:has(a))'));
  }
  // Modules run before this event, where they can.
  window.addEventListener('load', function () {
    var root = document.getElementById('root');
    if (!root || root.hasAttribute('data-started')) {
      return;
    }
    var words = isCurrent() ? current : older;
    var language = String(navigator.language).toLowerCase().split('-')[0];
    var known = Object.prototype.hasOwnProperty.call(words, language) ? language : 'en';
    var paragraph = document.createElement('p');
    paragraph.setAttribute('role', 'alert');
    paragraph.setAttribute('lang', known);
    paragraph.textContent = words[known];
    paragraph.style.margin = '2em';
    paragraph.style.fontFamily = 'sans-serif';
    root.appendChild(paragraph);
  });
})();

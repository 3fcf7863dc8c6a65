"use strict";
// Shows the description of the service; sends nothing to other hosts.
(() => {
  const place = document.getElementById("explorer");
  SwaggerUIBundle({
    url: place.dataset.address,
    domNode: place,
    deepLinking: true,
    validatorUrl: null,
    docExpansion: "none",
    presets: [SwaggerUIBundle.presets.apis],
  });
})();

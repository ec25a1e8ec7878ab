// Tells the styles that scripts run here. A module would come too late, an inline script is not allowed.
document.documentElement.dataset.scripts = "yes";
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}

// Starts GraphiQL on this page: asks this server alone, as the chosen viewer, and keeps nothing.
"use strict";

const viewer = document.getElementById("viewer");
const tabs = JSON.parse(document.getElementById("tabs").textContent);

// The workbench shows the questions behind its screens here; what follows # goes to no server.
const given = new URLSearchParams(window.location.hash.slice(1));
if (given.has("query")) {
  tabs.unshift({ query: given.get("query"), variables: given.get("variables") || undefined });
  if ([...viewer.options].some((option) => option.value === given.get("viewer"))) {
    viewer.value = given.get("viewer");
  }
}

async function ask(params, options) {
  const answer = await fetch("/graphql", {
    method: "POST",
    headers: {
      ...(options && options.headers),
      "Content-Type": "application/json",
      "X-Tripoint-Viewer": viewer.value,
    },
    body: JSON.stringify(params),
  });
  if ((answer.headers.get("Content-Type") || "").includes("application/json")) {
    return answer.json();
  }
  return { errors: [{ message: `${answer.status}: ${await answer.text()}` }] };
}

// Questions name people: what is typed lives as long as the page.
function forgetful() {
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    getItem: (key) => (kept.has(key) ? kept.get(key) : null),
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: ask,
    storage: forgetful(),
    defaultTabs: tabs.length ? tabs : undefined,
    defaultEditorToolsVisibility: "variables",
    shouldPersistHeaders: false,
  }),
);

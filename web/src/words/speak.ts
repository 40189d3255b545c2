/**
 * Which language the workbench speaks: the address says (`?lang=fr`), else whoever chose one here
 * before, else the browser.
 */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import en from "./en";

export const LANGUAGES = [
  { code: "en", name: "English" },
  { code: "fr", name: "Français" },
  { code: "id", name: "Bahasa Indonesia" },
];

const KEPT = "tripoint-language";

const CATALOGUES: Record<string, () => Promise<{ default: typeof en }>> = {
  fr: () => import("./fr"),
  id: () => import("./id"),
};

await i18next.use(initReactI18next).init({
  lng: "en",
  fallbackLng: "en",
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false }, // React escapes
});

// How an answer is ranked comes from the server, in English: "ranked by {{by, ranked}}".
i18next.services.formatter?.add("ranked", (phrase: string, language) => {
  const spoken = i18next.getResource(language ?? "en", "translation", "ranked") ?? {};
  return spoken[phrase] ?? phrase;
});

/** Changes the language; without one it takes the address's or the browser's. */
export async function speak(wanted: string = asked()): Promise<void> {
  const code = LANGUAGES.some((language) => language.code === wanted) ? wanted : "en";
  const load = CATALOGUES[code];
  if (load && !i18next.hasResourceBundle(code, "translation"))
    i18next.addResourceBundle(code, "translation", (await load()).default);
  await i18next.changeLanguage(code);
  document.documentElement.lang = code;
  document.documentElement.dir = i18next.dir(code);
}

/** Keeps a language for the next time. */
export const keep = (code: string) => localStorage.setItem(KEPT, code);

function asked(): string {
  const address = new URLSearchParams(window.location.search).get("lang");
  return address ?? localStorage.getItem(KEPT) ?? navigator.language.slice(0, 2);
}

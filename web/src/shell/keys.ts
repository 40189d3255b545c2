/**
 * Single keys and sequences of two (`g l`). They rest while something is typed, while a dialog is
 * open, and for whoever switched them off (WCAG 2.1.4).
 */
import { useEffect, useRef } from "react";

export type Keys = Record<string, (event: KeyboardEvent) => void>;

const SEQUENCE_MS = 2_000;
const OFF = "tripoint-keys-off";

export const keysAreOn = (): boolean => localStorage.getItem(OFF) === null;

export function switchKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
}

/** Listens while the component is there; the keys may change from one render to the next. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    let begun = { key: "", at: 0 };
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !keysAreOn() || busy(event.target))
        return;
      const fresh = event.timeStamp - begun.at < SEQUENCE_MS ? `${begun.key} ${event.key}` : "";
      const act = current.current[fresh] ?? current.current[event.key];
      if (PRESSING.has(event.key) && pressable(event.target)) return;
      begun = { key: event.key, at: event.timeStamp };
      if (!act) return;
      event.preventDefault();
      begun = { key: "", at: 0 };
      act(event);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}

/** Keys that press whatever has the focus. */
const PRESSING = new Set(["Enter", " "]);

const pressable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("a,button,[role=button],[role=tab]") !== null;

function busy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.closest("input,textarea,select,[role=listbox]") !== null
  );
}

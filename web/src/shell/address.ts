/** Every view is a URL: what is asked, chosen and filtered lives in the address and nowhere else. */
import { useCallback } from "react";
import { useLocation, useSearchParams } from "wouter";

export type Changes = Record<string, string | null>;

/** What stays when going to another screen: who asks, and as known at what moment. */
const CARRIED = ["as", "known", "lang"];

/** The address's parameters, and a way to change some; null takes one away. */
export function useAddress() {
  const [address, setAddress] = useSearchParams();
  const change = useCallback(
    (changes: Changes, { replace = false } = {}) =>
      setAddress((before) => changed(before, changes), { replace }),
    [setAddress],
  );
  return { get: (name: string) => address.get(name) ?? "", change };
}

/** Whether something is open, as the address tells it (`open=breaks,gaps`), and a way to open and close it. */
export function useOpened(name: string): [boolean, () => void] {
  const { get, change } = useAddress();
  const open = get("open").split(",").filter(Boolean);
  const opened = open.includes(name);
  const others = open.filter((each) => each !== name);
  return [opened, () => change({ open: (opened ? others : [...open, name]).join(",") })];
}

/** Where a screen is, for whoever asks now. */
export function useHref() {
  const [address] = useSearchParams();
  return useCallback(
    (path: string, wanted: Changes = {}) => {
      const carried = new URLSearchParams();
      for (const name of CARRIED) {
        const value = address.get(name);
        if (value) carried.set(name, value);
      }
      const search = changed(carried, wanted).toString();
      return search ? `${path}?${search}` : path;
    },
    [address],
  );
}

/** Goes to a screen. */
export function useGo() {
  const href = useHref();
  const [, go] = useLocation();
  return useCallback((path: string, wanted: Changes = {}) => go(href(path, wanted)), [go, href]);
}

/** The moment that answers are asked as known at, or null for now. */
export function useKnownAt(): string | null {
  const [address] = useSearchParams();
  const day = address.get("known");
  return day ? `${day}T23:59:59Z` : null;
}

function changed(before: URLSearchParams, changes: Changes): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") after.delete(name);
    else after.set(name, value);
  }
  return after;
}

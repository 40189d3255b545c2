/** Who asks. Until there is sign-in, the address says: `?as=trade`; absent, the server's default. */
import { useSearchParams } from "wouter";

/** The name of whoever asks, or "" for the server's default. */
export function useViewer(): string {
  const [address] = useSearchParams();
  return address.get("as") ?? "";
}

import { ActionIcon, Button, Text, TextInput, Tooltip } from "@mantine/core";
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
} from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Changes } from "../shell/address";
import { useKeys } from "../shell/keys";
import { dayOf, moved } from "../timeline/window";

type Props = {
  start: string;
  end: string;
  change: (changes: Changes, how?: { replace?: boolean }) => void;
};

const STEP_MS = 1_500;
const MONTH_MS = 30 * 86_400_000;

/** A window of days, moved by hand (`[` and `]`) or by itself. */
export function Playback({ start, end, change }: Props) {
  const { t } = useTranslation();
  const [playing, setPlaying] = useState(false);
  const window = { start, end };
  const whole = start !== "" && end !== "";
  const move = (direction: -1 | 1) => change(moved(window, direction), { replace: true });
  useKeys({ "[": () => move(-1), "]": () => move(1) });
  useEffect(() => {
    if (!playing || !whole) return;
    const timer = setTimeout(() => {
      const next = moved({ start, end }, 1);
      if (Date.parse(next.start) > Date.now()) setPlaying(false);
      else change(next, { replace: true });
    }, STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, whole, start, end, change]);
  const play = () => {
    if (!whole) {
      const year = Date.now() - 12 * MONTH_MS;
      change({ start: dayOf(new Date(year)), end: dayOf(new Date(year + MONTH_MS)) });
    }
    setPlaying(!playing);
  };
  return (
    <>
      <TextInput
        type="date"
        aria-label={t("ask.start")}
        leftSection={<Text size="xs">{t("routes.from")}</Text>}
        leftSectionWidth={56}
        value={start}
        onChange={(event) => change({ start: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        aria-label={t("ask.end")}
        leftSection={<Text size="xs">{t("routes.until")}</Text>}
        leftSectionWidth={56}
        value={end}
        onChange={(event) => change({ end: event.currentTarget.value })}
      />
      <ActionIcon.Group>
        <Step label={t("routes.earlier")} off={!whole} act={() => move(-1)}>
          <IconPlayerSkipBack size={16} />
        </Step>
        <Step label={playing ? t("routes.pause") : t("routes.play")} act={play}>
          {playing ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
        </Step>
        <Step label={t("routes.later")} off={!whole} act={() => move(1)}>
          <IconPlayerSkipForward size={16} />
        </Step>
      </ActionIcon.Group>
      {(start || end) && (
        <Button size="xs" variant="default" onClick={() => change({ start: null, end: null })}>
          {t("timeline.anyTime")}
        </Button>
      )}
    </>
  );
}

type StepProps = { label: string; act: () => void; off?: boolean; children: React.ReactNode };

function Step({ label, act, off = false, children }: StepProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size="lg" aria-label={label} disabled={off} onClick={act}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

import {
  ActionIcon,
  AppShell,
  Badge,
  Burger,
  Button,
  Group,
  Kbd,
  NavLink,
  ScrollArea,
  Select,
  Text,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { openSpotlight } from "@mantine/spotlight";
import { IconCode, IconKeyboard, IconMoon, IconSearch, IconSun } from "@tabler/icons-react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { keep, LANGUAGES, speak } from "../words/speak";
import { useAddress, useGo, useHref } from "./address";
import { Finder } from "./Finder";
import { KeysHelp } from "./KeysHelp";
import { KnownAt } from "./KnownAt";
import { useKeys } from "./keys";
import { MarkingProvider, tlpText, useShownMarking } from "./marking";
import { SCREENS, TO_COME } from "./places";
import { ShownQueries } from "./ShownQueries";
import { ViewerSwitch } from "./ViewerSwitch";

/** What is around every screen. */
export function Shell({ children }: { children: ReactNode }) {
  const [menu, { toggle, close }] = useDisclosure();
  const [location] = useLocation();
  // A narrow screen's menu closes once a screen was chosen; the location is what tells.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the location is the trigger
  useEffect(close, [location]);
  return (
    <MarkingProvider>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 208, breakpoint: "sm", collapsed: { mobile: !menu } }}
      >
        <AppShell.Header className="header">
          <Burger opened={menu} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="menu" />
          <Top />
        </AppShell.Header>
        <AppShell.Navbar p="xs">
          <Menu />
        </AppShell.Navbar>
        <AppShell.Main>
          <PrintedMarking />
          {children}
        </AppShell.Main>
        <Finder />
      </AppShell>
    </MarkingProvider>
  );
}

function Top() {
  const { t } = useTranslation();
  const [queries, queriesShown] = useDisclosure();
  const [help, helpShown] = useDisclosure();
  const go = useGo();
  useKeys({
    "/": openSpotlight,
    "?": helpShown.open,
    ...Object.fromEntries(SCREENS.map(({ key, path }) => [`g ${key}`, () => go(path)])),
  });
  return (
    <>
      <Text fw={700} className="brand" visibleFrom="xs">
        Tripoint
      </Text>
      <Marking />
      <Button
        variant="default"
        className="finder"
        leftSection={<IconSearch size={16} />}
        rightSection={<Kbd size="xs">/</Kbd>}
        onClick={openSpotlight}
        aria-label={t("shell.search")}
      >
        {t("shell.search")}
      </Button>
      <Group gap="xs" wrap="nowrap" ms="auto">
        <KnownAt />
        <ViewerSwitch />
        <Round
          wide
          label={t("queries.title")}
          act={queriesShown.open}
          icon={<IconCode size={18} />}
        />
        <Round
          wide
          label={t("keys.title")}
          act={helpShown.open}
          icon={<IconKeyboard size={18} />}
        />
        <Scheme />
      </Group>
      <ShownQueries opened={queries} close={queriesShown.close} />
      <KeysHelp opened={help} close={helpShown.close} />
    </>
  );
}

type RoundProps = { label: string; act: () => void; icon: ReactNode; wide?: boolean };

function Round({ label, act, icon, wide = false }: RoundProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size="lg"
        onClick={act}
        aria-label={label}
        visibleFrom={wide ? "sm" : undefined}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function Scheme() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  return (
    <Round
      label={dark ? t("shell.light") : t("shell.dark")}
      act={() => setColorScheme(dark ? "light" : "dark")}
      icon={dark ? <IconSun size={18} /> : <IconMoon size={18} />}
    />
  );
}

/** The Traffic Light Protocol's own colours belong to labels on black. */
function Marking() {
  const tlp = useShownMarking();
  const { t } = useTranslation();
  if (!tlp) return null;
  return (
    <Tooltip label={t("shell.marking")}>
      <Badge className="marking" data-tlp={tlp} radius="xs">
        {tlpText(tlp)}
      </Badge>
    </Tooltip>
  );
}

/** Above what is printed, and on the margin of every page where the browser can do that. */
function PrintedMarking() {
  const tlp = useShownMarking();
  const { t } = useTranslation();
  const words = [tlp && tlpText(tlp), t("shell.caution")].filter(Boolean).join(" · ");
  return (
    <>
      <style>{`@page { size: A4; margin: 18mm 12mm; @top-center { content: ${JSON.stringify(words)}; } @bottom-center { content: counter(page) " / " counter(pages); } }`}</style>
      <div className="printed-marking" aria-hidden="true">
        {words}
      </div>
    </>
  );
}

function Menu() {
  const { t, i18n } = useTranslation();
  const [location] = useLocation();
  const href = useHref();
  const { change } = useAddress();
  return (
    <>
      <AppShell.Section grow component={ScrollArea}>
        <nav aria-label={t("shell.screens")}>
          {SCREENS.map(({ name, path, key, icon: Icon }) => (
            <NavLink
              key={name}
              component={Link}
              href={href(path)}
              active={location === path}
              aria-current={location === path ? "page" : undefined}
              label={t(`screens.${name}`)}
              leftSection={<Icon size={18} />}
              title={`g ${key}`}
            />
          ))}
        </nav>
        <Text size="xs" c="dimmed" mt="md" mb={4} px="xs">
          {t("shell.toCome")}
        </Text>
        <ul className="to-come">
          {TO_COME.map(({ name, icon: Icon }) => (
            <li key={name}>
              <Icon size={18} aria-hidden="true" /> {t(`screens.${name}`)}
            </li>
          ))}
        </ul>
      </AppShell.Section>
      <AppShell.Section>
        <Text size="xs" c="dimmed" mb="xs">
          {t("shell.caution")}
        </Text>
        <Select
          size="xs"
          aria-label={t("shell.language")}
          data={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
          value={i18n.language}
          allowDeselect={false}
          onChange={(code) => {
            if (!code) return;
            keep(code);
            change({ lang: code }, { replace: true });
            void speak(code);
          }}
        />
      </AppShell.Section>
    </>
  );
}

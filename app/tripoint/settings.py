"""What the installation is told from outside: the only reader of the environment."""

from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

APP_NAME = "tripoint"
DEFAULT_STORE = "sqlite:///tripoint.db"


class Settings(BaseSettings):
    """Every setting, from `TRIPOINT_*` in the environment; the command line overrides it.

    Attributes:
        store: URL of the store: `sqlite:///path.db` (relative to the current folder; a fourth
            slash makes it absolute) or `neo4j://user:password@host:7687`.
        secret: the installation's secret that all ids are made with; at least 16 bytes.
        secret_file: a file that holds it; made on first use where neither is given.
        viewers: a YAML file of viewers instead of the demo's.
        sources: a YAML file that says which source belongs to whom and how it is graded.
        cache: folder for snapshots' columns; they can always be made again.
        drafts: folder for batches that are held back until somebody accepts them.
        draft: the draft that reading commands look at the store through, or "".
        patterns: folder of the installation's own typologies, beside those that come with it.
        searches: a YAML file of saved searches, which may be an end of a question.
        shared_data: folder of public reference data that the demo reads where it is there.
    """

    model_config = SettingsConfigDict(env_prefix="TRIPOINT_", frozen=True, extra="ignore")

    store: str = DEFAULT_STORE
    secret: SecretStr | None = None
    secret_file: Path = Field(default_factory=lambda: user_data_path(APP_NAME) / "secret")
    viewers: Path | None = None
    sources: Path | None = None
    cache: Path = Field(default_factory=lambda: user_cache_path(APP_NAME))
    drafts: Path = Field(default_factory=lambda: user_data_path(APP_NAME) / "drafts")
    draft: str = ""
    patterns: Path = Field(default_factory=lambda: user_data_path(APP_NAME) / "patterns")
    searches: Path | None = None
    shared_data: Path = Path("../shared/data")

"""Runs the Pulumi program in this folder, as Pulumi's language host for Python does."""

import asyncio
import json
import os
import runpy

from pulumi.runtime import reset_options, run_in_stack, set_all_config

reset_options(
    project=os.environ["PULUMI_PROJECT"],
    stack=os.environ["PULUMI_STACK"],
    organization=os.environ["PULUMI_ORGANIZATION"],
    monitor_address=os.environ["PULUMI_MONITOR"],
    engine_address=os.environ["PULUMI_ENGINE"],
    parallel=int(os.environ["PULUMI_PARALLEL"]),
    preview=os.environ["PULUMI_DRY_RUN"] == "true",
)
set_all_config(
    json.loads(os.environ["PULUMI_CONFIG"]),
    json.loads(os.environ["PULUMI_CONFIG_SECRET_KEYS"]),
)
asyncio.run(run_in_stack(lambda: runpy.run_path("__main__.py")))

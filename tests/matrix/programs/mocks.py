"""Runs the Pulumi program in this folder with mocks, and prints what it declares: a line of JSON for each resource."""

import json
import runpy

import pulumi


class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args):
        # Called from several threads: what print writes besides, the end of the line, can come behind another's text.
        print(json.dumps({"type": args.typ, "name": args.name, "inputs": args.inputs}) + "\n", end="")
        return [f"id of {args.name} ({args.typ})", args.inputs]

    def call(self, args):
        raise NotImplementedError(args.token)


pulumi.runtime.set_mocks(Mocks(), preview=False)
pulumi.runtime.set_config("project:workspaceId", "w-1")


@pulumi.runtime.test
def run():
    runpy.run_path("__main__.py")


run()

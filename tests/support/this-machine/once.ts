/** Jest's global set-up where nothing else is: all that tests start keeps to this machine, and knows no role of it. */
export default function keepToThisMachine(): void {
  const guard = `--require ${JSON.stringify(require.resolve("./guard.cjs"))}`;
  const { NODE_OPTIONS = "" } = process.env;
  if (!NODE_OPTIONS.includes(guard)) process.env.NODE_OPTIONS = `${NODE_OPTIONS} ${guard}`.trim();
  process.env.VOLCENGINE_ECS_METADATA_ENDPOINT = "http://127.0.0.1:1";
}

// Goes into every Node process of the tests before anything else: none of them may send to another machine.
const dns = require("node:dns");
const net = require("node:net");
const { basename } = require("node:path");

/** A value of the process: jest loads this file once a test file. */
const GUARD = Symbol.for("pulumi-vmp.this-machine");

/** Packages have to come from somewhere. */
const isPackageManager = /^(npm|npx|pnpm|yarn|corepack)\b/.test(basename(process.argv[1] ?? ""));

net[GUARD] ??= isPackageManager ? {} : install();

function install() {
  const guard = {
    /** What comes of an attempt. A test process sets another, as it has a test to fail. */
    refuse(error) {
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    },
  };
  const { connect } = net.Socket.prototype;
  net.Socket.prototype.connect = function (...args) {
    const host = hostOf(args);
    if (!isThisMachine(host)) guard.refuse(new Error(`A test may not connect to ${host}: it is not this machine.`));
    return connect.apply(this, args);
  };
  const { lookup } = dns;
  dns.lookup = function (name, options, callback = options) {
    if (!isInvalid(name)) return lookup.call(dns, name, options, callback);
    const words = { code: "ENOTFOUND", syscall: "getaddrinfo", hostname: name };
    return process.nextTick(callback, Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), words));
  };
  return guard;
}

/** `undefined`: a socket in the file system. */
function hostOf([first, second]) {
  if (Array.isArray(first)) return hostOf(first);
  if (typeof first === "object" && first !== null) return first.path ? undefined : (first.host ?? "localhost");
  if (typeof first === "string" && !/^\d+$/.test(first)) return undefined;
  return typeof second === "string" ? second : "localhost";
}

function isThisMachine(host) {
  const local = /^(127\.\d+\.\d+\.\d+|(.+\.)?localhost|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
  return host === undefined || local.test(host) || isInvalid(host);
}

/** A name that is promised not to exist (RFC 6761): no server has to be asked. */
function isInvalid(name) {
  return /\.invalid$/.test(name);
}

module.exports = net[GUARD];

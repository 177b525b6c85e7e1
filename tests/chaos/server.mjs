// A Steward of its own for a test that kills it: serve, first run, a token, and requests that say what came of them.
import { spawn, spawnSync } from "node:child_process"
import { Agent, request } from "node:http"
import { createServer } from "node:net"

const steward = process.env.STEWARD_BINARY ?? "build/dev/steward"

export function run(args, input = "") {
  const { status, stdout, stderr } = spawnSync(steward, args, { input, encoding: "utf8" })
  if (status !== 0) throw new Error(`steward ${args[0]} ended with ${status}: ${stderr}`)
  return stdout.trim()
}

export function freePort() {
  return new Promise((found) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address()
      probe.close(() => found(port))
    })
  })
}

export class Server {
  #agent = new Agent({ keepAlive: true, maxSockets: 64 })

  constructor(place, port) {
    this.place = place  // ["--data", DIR] and where the database is
    this.port = port
  }

  // Gives the milliseconds until it was ready.
  async start() {
    const begun = Date.now()
    this.child = spawn(steward, ["serve", ...this.place, "--listen", `127.0.0.1:${this.port}`, "--base-url", `http://localhost:${this.port}`], {
      stdio: ["ignore", "ignore", "pipe"],
    })
    this.log = ""
    this.child.stderr.on("data", (text) => (this.log = (this.log + text).slice(-4000)))
    this.gone = new Promise((resolve) => this.child.on("close", resolve))
    while (!(await this.#ready())) {
      if (this.child.exitCode !== null) throw new Error(`the server ended with ${this.child.exitCode}: ${this.log}`)
      if (Date.now() - begun > 20_000) throw new Error(`the server is not ready after 20 s: ${this.log}`)
      await new Promise((later) => setTimeout(later, 10))
    }
    return Date.now() - begun
  }

  // The first person to come names the company; from then on every request carries her token.
  async firstRun() {
    const bea = { company: "Killed Ltd", name: "Bea", email: "bea@killed.example", password: "a long enough password", time_zone: "Europe/Berlin" }
    const { headers } = await this.ask("POST", "/api/v1/setup", { body: bea })
    const cookie = headers["set-cookie"]?.[0].split(";")[0]
    const { status, text } = await this.ask("POST", "/api/v1/tokens", { cookie, body: { name: "writers", scope: "write" } })
    if (status !== 201) throw new Error(`no token: ${status} ${text}`)
    this.token = JSON.parse(text).token
  }

  async kill(signal = "SIGKILL") {
    this.child.kill(signal)
    await this.gone
  }

  async #ready() {
    return (await this.ask("GET", "/readyz").catch(() => ({ status: 0 }))).status === 200
  }

  ask(method, path, { token = this.token, cookie, key, body } = {}) {
    return new Promise((answered, failed) => {
      const headers = { Host: `localhost:${this.port}` }
      if (cookie) Object.assign(headers, { Cookie: cookie, "Sec-Fetch-Site": "same-origin" })
      if (token) headers.Authorization = `Bearer ${token}`
      if (key) headers["Idempotency-Key"] = key
      if (body) headers["Content-Type"] = "application/json"
      const asked = request({ host: "127.0.0.1", port: this.port, method, path, headers, agent: this.#agent, timeout: 10_000 }, (answer) => {
        let text = ""
        answer.setEncoding("utf8").on("data", (part) => (text += part))
        answer.on("end", () => answered({ status: answer.statusCode, text, headers: answer.headers }))
        answer.on("error", failed).on("aborted", () => failed(new Error("cut off")))
      })
      asked.on("error", failed).on("timeout", () => asked.destroy(new Error("no answer")))
      asked.end(body ? JSON.stringify(body) : undefined)
    })
  }

  async json(path) {
    const { status, text } = await this.ask("GET", path)
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`)
    return JSON.parse(text)
  }
}

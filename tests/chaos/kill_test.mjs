// The server is killed while 32 writers create customers, each request with an idempotency key that is sent again until it is
// acknowledged. In the end each name stands there exactly once, whole, and was told to the ledger exactly once.
import assert from "node:assert/strict"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { test } from "node:test"
import { Server, freePort, run } from "./server.mjs"

const writers = 32
const cycles = Number(process.env.CHAOS_CYCLES ?? 100)

test(`an acknowledged write survives ${cycles} kills (SQLite)`, (t) => killAndCount(t, cycles, []))

test(`an acknowledged write survives ${Math.ceil(cycles / 10)} kills (PostgreSQL)`, (t) => {
  assert.ok(process.env.STEWARD_TEST_POSTGRES, "STEWARD_TEST_POSTGRES must name a PostgreSQL server")
  return killAndCount(t, Math.ceil(cycles / 10), ["--database", process.env.STEWARD_TEST_POSTGRES, "--schema", `kill_${process.pid}`])
})

async function killAndCount(t, times, database) {
  const data = mkdtempSync(join(tmpdir(), "steward-kill."))
  const place = ["--data", data, ...database]
  try {
    const server = new Server(place, await freePort())
    await account(t, server, await killWhileWriting(server, times))
    await server.kill("SIGTERM")
    run(["check", ...place])
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

async function killWhileWriting(server, times) {
  const seen = { acknowledged: new Map(), sent: 0, slowestStart: 0, stop: false }
  await server.start()
  await server.firstRun()
  const all = Array.from({ length: writers }, (_, number) => write(server, number, seen))
  for (let cycle = 0; cycle < times; ++cycle) {
    await new Promise((later) => setTimeout(later, 50 + Math.random() * 250))
    await server.kill()
    seen.slowestStart = Math.max(seen.slowestStart, await server.start())
  }
  seen.stop = true
  await Promise.all(all)
  return seen
}

// One writer: one customer after the other, each asked for until the server has said yes.
async function write(server, number, seen) {
  for (let count = 0; !seen.stop; ++count) {
    const name = `Customer ${number}-${count}`
    const body = { kind: "person", name, handles: [{ kind: "email", value: `c${number}.${count}@killed.example` }] }
    for (;;) {
      ++seen.sent
      const { status, text } = await server.ask("POST", "/api/v1/parties", { key: `${server.port}-${number}-${count}`, body }).catch(() => ({ status: 0 }))
      if (status === 201) {
        seen.acknowledged.set(name, JSON.parse(text).id)
        break
      }
      assert.ok([0, 429, 503].includes(status), `a writer was answered ${status} ${text}`)
      await new Promise((later) => setTimeout(later, 20))
    }
  }
}

async function account(t, server, { acknowledged, sent, slowestStart }) {
  const parties = await everything(server, "/api/v1/parties?limit=200")
  const stands = new Map()
  for (const { name } of parties) stands.set(name, (stands.get(name) ?? 0) + 1)

  const lost = [...acknowledged.keys()].filter((name) => !stands.has(name))
  const doubled = [...stands].filter(([, count]) => count > 1)
  const unasked = parties.filter((party) => acknowledged.get(party.name) !== party.id)
  const halfApplied = await thoseNotWhole(server, parties)
  t.diagnostic(
    `${acknowledged.size} acknowledged of ${sent} sent, ${lost.length} lost, ${doubled.length} doubled, ` +
      `${halfApplied.length} half-applied, slowest start ${slowestStart} ms`,
  )
  assert.deepEqual({ lost, doubled, halfApplied, unasked }, { lost: [], doubled: [], halfApplied: [], unasked: [] })
  assert.ok(acknowledged.size > writers * 4, `only ${acknowledged.size} writes were acknowledged`)
}

// A whole one has its handle and exactly one event in its history.
async function thoseNotWhole(server, parties) {
  const broken = []
  const waiting = [...parties]
  const look = async () => {
    for (let party = waiting.pop(); party; party = waiting.pop()) {
      const { items } = await server.json(`/api/v1/parties/${party.id}/history`)
      if (party.handles?.length !== 1 || items.length !== 1) broken.push(party.name)
    }
  }
  await Promise.all(Array.from({ length: writers }, look))
  return broken
}

async function everything(server, path) {
  const all = []
  for (let cursor = ""; cursor !== undefined; ) {
    const page = await server.json(cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path)
    all.push(...page.items)
    cursor = page.next_cursor
  }
  return all
}

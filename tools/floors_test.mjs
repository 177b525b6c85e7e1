import assert from "node:assert/strict"
import { test } from "node:test"
import { breaches, map, stringsOf } from "./floors.mjs"

const saying = (path, text) => breaches([{ path, text }]).join("\n")

test("calling down through the front door is fine", () => {
  assert.equal(saying("features/working/promises/promises.cpp", `
    #include "features/working/promises/promise_store.h"
    #include "features/ground/parties/parties.h"
    #include "platform/records/records.h"
    #include "base/id.h"
    #include <vector>`), "")
})

test("calling up is refused, on every floor", () => {
  assert.match(saying("base/id.cpp", '#include "platform/store/store.h"'), /base stands below platform/)
  assert.match(saying("platform/store/store.cpp", '#include "features/ground/parties/parties.h"'), /may not call up/)
  assert.match(saying("features/working/promises/promises.cpp", '#include "features/overview/today/today.h"'), /may not call up/)
  assert.match(saying("features/overview/today/today.cpp", '#include "app/app.h"'), /may not call up/)
})

test("the order of the ground floor counts", () => {
  assert.equal(saying("features/ground/timeline/timeline.cpp", '#include "features/ground/relationships/relationships.h"'), "")
  assert.match(saying("features/ground/parties/parties.cpp", '#include "features/ground/timeline/timeline.h"'), /ground floor/)
  assert.match(saying("features/ground/weather/weather.cpp", ""), /say in tools\/floors.mjs where weather stands/)
})

test("features of one wing do not know one another, nor do engines", () => {
  assert.match(saying("features/working/promises/promises.cpp", '#include "features/working/deals/deals.h"'), /side by side/)
  assert.match(saying("features/overview/today/today.cpp", '#include "features/overview/search/search.h"'), /side by side/)
  assert.match(saying("engines/graph/graph.cpp", '#include "engines/journeys/journeys.h"'), /side by side/)
})

test("a back door is refused", () => {
  assert.match(saying("features/working/promises/promises.cpp", '#include "features/ground/parties/party_store.h"'), /front door/)
})

test("HTTP stays in routes, SQL in stores, Beast at the edge", () => {
  assert.match(saying("features/working/promises/promises.cpp", '#include "platform/http/route.h"'), /_routes/)
  assert.equal(saying("features/working/promises/promise_routes.cpp", '#include "platform/http/route.h"'), "")
  assert.match(saying("features/working/promises/promises.cpp", 'auto q = R"sql(\n  SELECT id FROM promise)sql";'), /promises.cpp:1: SQL belongs/)
  assert.equal(saying("features/working/promises/promise_store.cpp", 'auto q = "DELETE FROM promise";'), "")
  assert.match(saying("features/working/promises/promises.cpp", "#include <boost/beast.hpp>"), /Beast and Asio/)
  assert.equal(saying("platform/http/edge.cpp", "#include <boost/beast.hpp>"), "")
})

test("words in comments and sentences are not SQL", () => {
  assert.equal(saying("features/working/promises/promises.cpp", '// SELECT id FROM promise\nauto s = "Select a customer";'), "")
  assert.deepEqual(stringsOf(`a("x\\"y") /* "no" */ 'c' '"' "z"`).map((found) => found.words), ['x\\"y', "z"])
})

test("a test may use the story builder, the code it tests may not", () => {
  assert.equal(saying("features/working/promises/promises_test.cpp", '#include "tests/company.h"'), "")
  assert.match(saying("features/working/promises/promises.cpp", '#include "tests/company.h"'), /only a test/)
})

test("the map names each room and the front doors it uses", () => {
  const text = map([
    { path: "features/working/promises/promises.cpp", text: '#include "features/ground/parties/parties.h"' },
    { path: "features/ground/parties/parties.cpp", text: '#include "base/id.h"' },
    { path: "base/id.cpp", text: "" },
  ])
  assert.equal(text, "4 working\n    promises        uses parties\n3 ground\n    parties\n0 base")
})

-- wrk runs this for each thread of its own. Every reply is compared with the one that was judged before.
-- Its threads start one after the other, each with a few connections: processes that share a port would otherwise not
-- share what arrives all at once, since the first to wake takes every connection. What is sent before all are there is
-- checked, and not counted.
local ffi = require("ffi")
ffi.cdef([[
  typedef struct { long seconds; long nanoseconds; } moment;
  int clock_gettime(int clock, moment *now);
  int usleep(unsigned int microseconds);
]])
local MONOTONIC, STEP = 1, 0.01
local moment = ffi.new("moment")

local function now()
  ffi.C.clock_gettime(MONOTONIC, moment)
  return tonumber(moment.seconds) + tonumber(moment.nanoseconds) / 1e9
end

local threads, last_start = {}, nil

function setup(thread)
  last_start = last_start or now() + STEP * tonumber(os.getenv("LOAD_THREADS"))
  ffi.C.usleep(STEP * 1e6)
  thread:set("all_there", last_start)
  table.insert(threads, thread)
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

-- After "--": the method, the file of the request's body, the status and the file of the body that are wanted.
function init(args)
  wrk.method = args[1]
  local body = read(args[2])
  if body ~= "" then
    wrk.body = body
  end
  wanted_status, wanted_body = tonumber(args[3]), read(args[4])
  checked, counted, wrong, example = 0, 0, 0, ""
end

function response(status, headers, body)
  checked = checked + 1
  if now() >= all_there then
    counted = counted + 1
  end
  if status ~= wanted_status or body ~= wanted_body then
    wrong = wrong + 1
    if example == "" then
      example = status .. " " .. body:sub(1, 200)
    end
  end
end

function done(summary, latency, requests)
  local all_checked, all_counted, all_wrong, first = 0, 0, 0, ""
  for _, thread in ipairs(threads) do
    all_checked = all_checked + thread:get("checked")
    all_counted = all_counted + thread:get("counted")
    all_wrong = all_wrong + thread:get("wrong")
    first = first == "" and thread:get("example") or first
  end
  local errors = summary.errors
  io.write(
    string.format(
      "result requests=%d checked=%d counted=%d wrong=%d errors=%d microseconds=%d p50=%d p99=%d\n",
      summary.requests, all_checked, all_counted, all_wrong,
      errors.connect + errors.read + errors.write + errors.timeout,
      summary.duration, latency:percentile(50), latency:percentile(99)
    )
  )
  io.write("example ", first, "\n")
end

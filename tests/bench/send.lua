-- send -- people who send reports at once: each request of wrk is the report of one project for one month, sent once.
-- From the environment: PEOPLE (file with "TOKEN PROJECT" lines), MONTHS (how many, back from 2022-11). At the end it prints
-- "answered refused p99_ms"; the run ends when every report has been answered.
local people, total, promised, asked = {}, 0, 0, -1 -- wrk looks at one request before it sends any
answered, refused = 0, 0
for line in io.lines(os.getenv("PEOPLE")) do
    local token, project = line:match("(%S+) (%S+)")
    people[#people + 1] = {token = token, project = project}
end
total = #people * tonumber(os.getenv("MONTHS"))

local text = '{"version":0,"month":"%d","progress":"主体结构施工，设备陆续进场","cause":"按实际进度","do":"send"}'
local threads = {}

function setup(thread)
    threads[#threads + 1] = thread
end

-- Called before each request: who has nothing left to send waits until all are answered.
function delay()
    promised = promised + 1
    return promised <= total and 0 or 3600000
end

function request()
    if asked < 0 then
        asked = 0
        return wrk.format("GET", "/healthz")
    end
    local person, back = people[asked % #people + 1], math.floor(asked / #people)
    local month = 2022 * 12 + 10 - back
    asked = asked + 1
    local path = string.format("/desk/reports/%s/%d-%02d.json", person.project, math.floor(month / 12), month % 12 + 1)
    return wrk.format("POST", path, {["Authorization"] = "Bearer " .. person.token, ["Content-Type"] = "application/json"},
                      text:format(800 + asked % 900))
end

function response(status, headers, body)
    answered = answered + 1
    if status ~= 200 then
        refused = refused + 1
        if refused <= 3 then io.stderr:write(status, " ", body:sub(1, 400), "\n") end
    end
    if answered == total then wrk.thread:stop() end
end

function done(summary, latency)
    local got, no = 0, 0
    for _, thread in ipairs(threads) do
        got, no = got + thread:get("answered"), no + thread:get("refused")
    end
    print(string.format("sent %d %d %.1f %.1f", got, no, latency:percentile(99) / 1000, latency:percentile(50) / 1000))
end

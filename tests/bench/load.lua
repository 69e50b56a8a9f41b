-- load -- what wrk asks for: 200 sessions, random month, filter and page; never the same page twice in a row.
-- From the environment: KIND (still, board, list, name, inbox), TOKENS (file, one a line), AREAS and FIELDS (keys, with blanks).
local kind = os.getenv("KIND")
local tokens, areas, fields = {}, {""}, {""}
for line in io.lines(os.getenv("TOKENS")) do tokens[#tokens + 1] = line end
for key in (os.getenv("AREAS") or ""):gmatch("%S+") do areas[#areas + 1] = key end
for key in (os.getenv("FIELDS") or ""):gmatch("%S+") do fields[#fields + 1] = key end
local levels = {"key", "provincial", "municipal", "county", "platform"}
local lights = {"", "", "red", "yellow", "green", "grey"}
local sorts = {"light", "code", "name", "area", "field", "department", "-total", "total", "-plan", "-done", "rate", "-reported"}
local names = {"码头", "产业园", "改造", "二期", "医院", "道路", "智能", "学校", "海", "冷链物流", "没有这样的"}

local function any(list) return list[math.random(#list)] end
local function month()
    local n = math.random(0, 22)
    return string.format("%d-%02d", 2021 + math.floor(n / 12), n % 12 + 1)
end
local function escaped(text)
    return (text:gsub(".", function(c) return string.format("%%%02X", c:byte()) end))
end

local paths = {
    still = function() return "/board.html" end,
    board = function() return "/board?month=" .. month() .. "&level=" .. any(levels) end,
    list = function()
        return "/projects?month=" .. month() .. "&level=platform&area=" .. any(areas) .. "&field=" .. any(fields)
            .. "&light=" .. any(lights) .. "&sort=" .. any(sorts) .. "&page=" .. math.random(1, 4)
    end,
    inbox = function() return "/desk/inbox?page=" .. math.random(1, 50) end,
    name = function() return "/projects?level=platform&month=" .. month() .. "&q=" .. escaped(any(names)) end,
}

function init() math.randomseed(20221130) end

function request()
    return wrk.format("GET", paths[kind](), {["Authorization"] = "Bearer " .. any(tokens)})
end

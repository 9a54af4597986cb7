-- Random ranges of one file for wrk: RANGE bytes each, of a file of SIZE bytes, at PATHNAME.
local range = tonumber(os.getenv("RANGE"))
local size = tonumber(os.getenv("SIZE"))
local path = os.getenv("PATHNAME")

function init()
    math.randomseed(os.time())
end

function request()
    local from = math.random(0, size - range)
    return wrk.format("GET", path, { Range = string.format("bytes=%d-%d", from, from + range - 1) })
end

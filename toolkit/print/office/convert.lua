-- Makes documents from HTML, all in one process: `pandoc lua convert.lua FOLDER`.
-- FOLDER/jobs.json lists the jobs: the name of the HTML file without its ending, the forms wanted ("docx", "odt") and
-- the metadata. Each result is written beside its HTML.

local folder = arg[1]

local function content(name)
  local file <close> = assert(io.open(folder .. "/" .. name, "rb"))
  return file:read("a")
end

local templates = { docx = "openxml", odt = "opendocument" }

for _, job in ipairs(pandoc.json.decode(content("jobs.json"), false)) do
  local document = pandoc.read(content(job.name .. ".html"), "html")
  for key, value in pairs(job.meta) do
    document.meta[key] = value
  end
  for _, form in ipairs(job.forms) do
    local template = pandoc.template.compile(pandoc.template.default(templates[form]))
    local made = pandoc.write(document, form, pandoc.WriterOptions({ template = template }))
    local file <close> = assert(io.open(folder .. "/" .. job.name .. "." .. form, "wb"))
    file:write(made)
  end
end

# What R's sna says of drawn graphs: one line of input a graph, one line of output a measure.
# A line of input is: id; graph or digraph; number of nodes; groups by node; ends of ties.
suppressPackageStartupMessages(library(sna))
options(digits = 15)

numbers <- function(text) as.numeric(strsplit(text, ",")[[1]])
tell <- function(id, measure, values) {
  cat(id, measure, paste(as.numeric(values), collapse = ","), sep = ";")
  cat("\n")
}

for (line in readLines(file("stdin"))) {
  cells <- strsplit(line, ";", fixed = TRUE)[[1]]
  id <- cells[1]
  mode <- cells[2]
  count <- as.integer(cells[3])
  matrix_of_ties <- matrix(0, count, count)
  if (length(cells) > 4) {
    ends <- matrix(numbers(cells[5]), nrow = 2)
    matrix_of_ties[t(ends)] <- 1
    if (mode == "graph") matrix_of_ties[t(ends[2:1, , drop = FALSE])] <- 1
  }
  tell(id, "density", gden(matrix_of_ties, mode = mode))
  if (mode == "digraph") {
    tell(id, "reciprocity", grecip(matrix_of_ties, measure = "edgewise"))
    tell(id, "betweenness", betweenness(matrix_of_ties))
    for (way in c("in", "out")) {
      kind <- paste0(way, "degree")
      tell(id, paste(way, "degree centralisation"), centralization(matrix_of_ties, degree, cmode = kind))
    }
    roles <- brokerage(matrix_of_ties, numbers(cells[4]))$raw.nli
    for (role in 1:5) tell(id, paste("brokerage", role), roles[, role])
    next
  }
  tell(id, "degree", degree(matrix_of_ties, gmode = "graph"))
  tell(id, "betweenness", betweenness(matrix_of_ties, gmode = "graph"))
  tell(id, "closeness", closeness(matrix_of_ties, gmode = "graph", cmode = "undirected"))
  tell(id, "harmonic", closeness(matrix_of_ties, gmode = "graph", cmode = "suminvundir"))
  tell(id, "core number", kcores(matrix_of_ties, mode = "graph", cmode = "indegree"))
  tell(id, "cut partners", cutpoints(matrix_of_ties, mode = "graph", return.indicator = TRUE))
  # Where nobody is tied with two others, sna says 1; nothing can be said of it.
  has_pairs <- max(rowSums(matrix_of_ties)) > 1
  transitivity <- if (has_pairs) gtrans(matrix_of_ties, mode = "graph", measure = "weak") else NA
  tell(id, "transitivity", transitivity)
  tell(id, "connectedness", connectedness(matrix_of_ties))
  tell(id, "degree centralisation", centralization(matrix_of_ties, degree, mode = "graph"))
  tell(id, "betweenness centralisation", centralization(matrix_of_ties, betweenness, mode = "graph"))
}

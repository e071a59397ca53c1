-- Every row of a dated table holds from its first day up to, and not on, the day in "until".

CREATE TABLE event (id TEXT PRIMARY KEY);

CREATE TABLE label (
    municipality TEXT NOT NULL,
    nis TEXT NOT NULL,
    name TEXT NOT NULL,
    start DATE NOT NULL,
    until DATE
);

CREATE TABLE land (part TEXT NOT NULL, municipality TEXT NOT NULL, start DATE NOT NULL, until DATE);

CREATE TABLE membership (part TEXT NOT NULL, zone TEXT NOT NULL, start DATE NOT NULL, until DATE);

-- A question is open until each of its parts is answered.
CREATE TABLE question (merger TEXT NOT NULL, part TEXT NOT NULL, asked DATE NOT NULL, answered DATE);

CREATE TABLE seat (id TEXT NOT NULL, municipality TEXT NOT NULL, start DATE NOT NULL, until DATE);

-- Inhabitants on 1 January, in the municipalities of that day: a row for each sex.
CREATE TABLE figure (year INTEGER NOT NULL, nis TEXT NOT NULL, sex TEXT NOT NULL, inhabitants INTEGER NOT NULL);

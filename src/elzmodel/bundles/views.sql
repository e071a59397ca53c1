-- What can be asked of the tables of a landscape, for those who do not want to write it anew.
-- Periods are half-open: start is in them, until is not; null is open.

CREATE TABLE asked (day TEXT NOT NULL);
INSERT INTO contents VALUES
    ('asked', '', 'The day that views are about: one row. Update it to ask about another.', 0);

CREATE INDEX "lands by land" ON lands (land);
CREATE INDEX "lands by part" ON lands (part);
CREATE INDEX "memberships by part" ON memberships (part);

CREATE TABLE inside AS
SELECT m.land AS whole, f.land AS land
FROM (SELECT DISTINCT land FROM municipalities) m
JOIN (SELECT DISTINCT land FROM figures) f
    ON f.land IN (
        SELECT y.land FROM lands x JOIN lands y ON y.part = x.part WHERE x.land = m.land
    )
JOIN lands b ON b.land = f.land
LEFT JOIN lands a ON a.land = m.land AND a.part = b.part
GROUP BY m.land, f.land HAVING count(*) = count(a.part);
INSERT INTO contents VALUES
    ('inside', '', 'Which lands with figures lie inside the land of a municipality.', 0);

CREATE VIEW municipalities_on_day AS
SELECT m.* FROM municipalities m, asked
WHERE m.start <= asked.day AND (m.until IS NULL OR asked.day < m.until);
INSERT INTO contents VALUES
    ('municipalities_on_day', '', 'The municipalities of the day that is asked about.', 0);

CREATE VIEW zones_on_day AS
SELECT z.* FROM zones z, asked
WHERE z.start <= asked.day AND (z.until IS NULL OR asked.day < z.until);
INSERT INTO contents VALUES
    ('zones_on_day', '', 'The zones and areas of that day, by partition.', 0);

CREATE VIEW decisions_on_day AS
SELECT d.unit, l.part, d.candidates FROM decisions d JOIN lands l USING (land), asked
WHERE d.start <= asked.day AND (d.until IS NULL OR asked.day < d.until);
INSERT INTO contents VALUES
    ('decisions_on_day', '', 'What is undecided on that day: one row a part.', 0);

CREATE VIEW parts_on_day AS
SELECT m.version, m.unit, m.nis, m.name, l.part, p.key AS partition, s.zone,
    p.key = 'zones' AND l.part IN (SELECT part FROM decisions_on_day) AS undecided
FROM municipalities_on_day m
JOIN lands l USING (land)
CROSS JOIN partitions p
CROSS JOIN asked
LEFT JOIN memberships s
    ON s.part = l.part AND s.partition = p.key
    AND s.start <= asked.day AND (s.until IS NULL OR asked.day < s.until);
INSERT INTO contents VALUES
    ('parts_on_day', '', 'Each part of each municipality of that day, with its zone in each '
    || 'partition; null where it is in none. Where undecided is 1, the zone is the last one.', 0);

CREATE VIEW municipality_zones_on_day AS
SELECT version, unit, nis, name, partition, zone, undecided, count(*) AS parts
FROM parts_on_day GROUP BY version, partition, zone, undecided;
INSERT INTO contents VALUES
    ('municipality_zones_on_day', '', 'The zones of each municipality of that day, in each '
    || 'partition: one row a zone, with how many of its parts lie in it.', 0);

CREATE VIEW municipality_figures AS
SELECT m.version, m.unit, m.nis, f.kind, f.day,
    CASE WHEN count(*) = m.parts AND count(DISTINCT l.part) = m.parts
        THEN sum(f.value) FILTER (WHERE l.part = f.first) END AS value
FROM (SELECT *, (SELECT count(*) FROM lands WHERE land = v.land) AS parts FROM municipalities v) m
JOIN inside i ON i.whole = m.land
JOIN (SELECT *, (SELECT min(part) FROM lands WHERE land = g.land) AS first FROM figures g) f
    ON f.land = i.land
JOIN lands l ON l.land = f.land
GROUP BY m.version, f.kind, f.day;
INSERT INTO contents VALUES
    ('municipality_figures', '', 'Figures of each version of a municipality, added up from those '
    || 'of its land. Null where they do not cover it exactly once: then the library has bounds.',
    0);

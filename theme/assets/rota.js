// Who does what at which meeting, by the two rules of the sheet:
// nobody repeats a task before everyone has had it, and empowering and routine tasks even out.

// Tasks spread evenly around a circle, so that any stretch of it holds about as many of each kind.
function around(kinds) {
  const placed = kinds.flatMap((tasks, kind) => tasks.map((task, place) => ({ task, kind, at: (place + 0.5) / tasks.length })));
  return placed.sort((a, b) => a.at - b.at || a.kind - b.kind).map(({ task }) => task);
}

// As many columns as people. With fewer people some columns hold two tasks, the routine ones first;
// with more, some columns are free.
function columns(people, empowering, routine) {
  if (people >= empowering.length + routine.length) {
    const free = Array.from({ length: people - empowering.length - routine.length }, () => []);
    return around([empowering.map((task) => [task]), routine.map((task) => [task]), free]);
  }
  const joined = Array.from({ length: people }, () => ({ tasks: [], heavy: 0 }));
  for (const [task, heavy] of [...empowering.map((task) => [task, 1]), ...routine.map((task) => [task, 0])]) {
    const lightest = joined.reduce((best, column) => (column.tasks.length - best.tasks.length || column.heavy - best.heavy) < 0 ? column : best);
    lightest.tasks.push(task);
    lightest.heavy += heavy;
  }
  const kinds = [joined.filter(({ heavy, tasks }) => heavy * 2 > tasks.length), joined.filter(({ heavy, tasks }) => heavy * 2 < tasks.length), joined.filter(({ heavy, tasks }) => heavy * 2 === tasks.length)];
  return around(kinds.map((kind) => kind.map(({ tasks }) => tasks)));
}

// One Map a meeting, from each task to a person. People and tasks are numbered from 0, the empowering tasks first.
// At each meeting everyone moves one column on, as on paper; after as many meetings as people all have had each column once.
export function rota(people, empowering, routine, meetings) {
  const order = columns(people, [...Array(empowering).keys()], [...Array(routine).keys()].map((task) => empowering + task));
  return Array.from({ length: meetings }, (_, meeting) => {
    const done = order.flatMap((tasks, column) => tasks.map((task) => [task, (((column - meeting) % people) + people) % people]));
    return new Map(done.sort(([a], [b]) => a - b));
  });
}

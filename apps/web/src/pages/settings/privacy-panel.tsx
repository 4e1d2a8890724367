import { HIDDEN_SIZE } from '../../words/teams.ts';

/** Twenty-one people in three teams, and what becomes of each. */
const example = [
  { team: 'Payments', people: 12, why: 'large enough', isShown: true },
  { team: 'Search', people: 6, why: 'large enough, but see below', isShown: false },
  { team: 'Design', people: 3, why: 'fewer than 5', isShown: false },
] as const;

/** The smallest group, with a worked example. */
export function PrivacyPanel() {
  return (
    <>
      <p className="key-figure">
        <b>5</b>
        <span className="key-n">people are the smallest group that any figure is about</span>
      </p>
      <table className="comparisons privacy">
        <caption>An example: an organisation of 21 people in three teams</caption>
        <thead>
          <tr>
            <th scope="col">Team</th>
            <th scope="col">People</th>
            <th scope="col">Cycle time</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {example.map(({ team, people, why, isShown }) => (
            <tr key={team}>
              <th scope="row">{team}</th>
              <td>{people}</td>
              <td>{isShown ? '26 h' : <span className="hidden-size">not shown</span>}</td>
              <td>{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="settings-lead">
        Design has {HIDDEN_SIZE} people, so it is never shown. With the figures of everybody, of
        Payments and of Search, those of Design could be worked out: 21 − 12 − 6 = 3 people. So the
        smaller of the two, Search, is hidden as well. What is left, 21 − 12 = 9 people, is enough.
      </p>
    </>
  );
}

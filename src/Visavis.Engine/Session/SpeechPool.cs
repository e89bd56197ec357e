using Visavis.Engine.Speech;
using Visavis.Engine.Text;

namespace Visavis.Engine.Session;

/// <summary>
/// Speaks the clauses of all sessions: whose clause is due first is served first, on threads of their own, so that a part that is
/// to be painted never waits for a clause.
/// </summary>
/// <remarks>
/// <para>
/// A clause of a slow voice takes a core for seconds and cannot be interrupted, so cheap voices have a thread that no slow one can
/// take, at the usual priority: what they cost is less than a part.
/// </para>
/// <para>
/// The slow voices' threads stand back behind all others, by the operating system: they are as many as there are cores and each
/// would otherwise halve the share of a thread that paints. What is left over is theirs, and <see cref="SpeechBudget"/> sees to it that
/// this is enough.
/// </para>
/// <para>
/// But a clause that somebody waits for, the first of an answer or one that would come too late, has a thread at the usual priority even by a
/// slow voice: such clauses are short, they are few, since there is one such thread for two cores, and those who paint meanwhile have some
/// seconds in hand. On a full machine they would otherwise take three times as long.
/// </para>
/// </remarks>
public sealed class SpeechPool : IDisposable
{
    /// <summary>A voice that costs less for a second of sound speaks a clause in the time of a few pictures.</summary>
    public const double SlowCost = 0.05;

    private readonly DeadlinePool _cheap = new(1, "speech");
    private readonly DeadlinePool _slow;
    private readonly DeadlinePool _urgent;
    private readonly ClauseCache _cache;
    private readonly TimeProvider _time;

    /// <param name="cache">Clauses that need not be spoken again.</param>
    /// <param name="time">The clock of the sessions.</param>
    /// <param name="slowThreads">Clauses of slow voices that are spoken at once; null is one a core.</param>
    public SpeechPool(ClauseCache cache, TimeProvider time, int? slowThreads = null)
    {
        (_cache, _time) = (cache, time);
        _slow = new DeadlinePool(slowThreads, "slow speech", givesWay: true);
        _urgent = new DeadlinePool(Math.Max(1, (slowThreads ?? Environment.ProcessorCount) / 2), "urgent speech");
    }

    public static bool IsSlow(double costPerSecond) => costPerSecond >= SlowCost;

    /// <summary>The voice as the sessions share it: takes turns, by when its clauses are due, and speaks none twice.</summary>
    public ISpeechEngine Of(Voice voice) => Of(voice.Engine, voice.CostPerSecond);

    internal ISpeechEngine Of(ISpeechEngine engine, double costPerSecond) =>
        new SharedVoice(engine, IsSlow(costPerSecond) ? _slow : _cheap, IsSlow(costPerSecond) ? _urgent : _cheap, _cache, _time);

    public void Dispose()
    {
        _cheap.Dispose();
        _slow.Dispose();
        _urgent.Dispose();
    }

    /// <param name="engine">Speaks.</param>
    /// <param name="threads">Where.</param>
    /// <param name="urgent">Where it speaks clauses that somebody waits for.</param>
    /// <param name="cache">What it need not speak again.</param>
    /// <param name="time">The clock of the sessions.</param>
    private sealed class SharedVoice(ISpeechEngine engine, DeadlinePool threads, DeadlinePool urgent, ClauseCache cache, TimeProvider time) : ISpeechEngine
    {
        public bool CanRead(string text) => engine.CanRead(text);

        public ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation) =>
            SpeakAsync(clause, new SpeechNeed(time.GetTimestamp()), cancellation);

        public async ValueTask<SpeechChunk> SpeakAsync(Clause clause, SpeechNeed need, CancellationToken cancellation)
        {
            using var seat = cache.Join(engine, clause);
            if (!seat.HasLanded)
            {
                // Everyone who waits queues by their own need: whose turn comes first begins the work, for the others it is done.
                var pool = need.IsUrgent ? urgent : threads;
                _ = pool.RunAsync(need.Due, () => Begin(seat, pool, need.Due), cancellation);
            }
            return await seat.TakeAsync(cancellation).ConfigureAwait(false);
        }

        private static bool Begin(ClauseSeat seat, DeadlinePool pool, long due)
        {
            SpeechTurn.Run(rest => pool.Resume(due, rest), seat.Begin);
            return true;
        }
    }
}

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
/// </remarks>
public sealed class SpeechPool : IDisposable
{
    /// <summary>A voice that costs less for a second of sound speaks a clause in the time of a few pictures.</summary>
    public const double SlowCost = 0.05;

    private readonly DeadlinePool _cheap = new(1, "speech");
    private readonly DeadlinePool _slow;
    private readonly ClauseCache _cache;
    private readonly TimeProvider _time;

    /// <param name="cache">Clauses that need not be spoken again.</param>
    /// <param name="time">The clock of the sessions.</param>
    /// <param name="slowThreads">Clauses of slow voices that are spoken at once; null is one a core.</param>
    public SpeechPool(ClauseCache cache, TimeProvider time, int? slowThreads = null)
    {
        (_cache, _time) = (cache, time);
        _slow = new DeadlinePool(slowThreads, "slow speech", givesWay: true);
    }

    public static bool IsSlow(double costPerSecond) => costPerSecond >= SlowCost;

    /// <summary>The voice as the sessions share it: takes turns, by when its clauses are due, and speaks none twice.</summary>
    public ISpeechEngine Of(Voice voice) => Of(voice.Engine, voice.CostPerSecond);

    internal ISpeechEngine Of(ISpeechEngine engine, double costPerSecond) =>
        new SharedVoice(engine, IsSlow(costPerSecond) ? _slow : _cheap, _cache, _time);

    public void Dispose()
    {
        _cheap.Dispose();
        _slow.Dispose();
    }

    private sealed class SharedVoice(ISpeechEngine engine, DeadlinePool threads, ClauseCache cache, TimeProvider time) : ISpeechEngine
    {
        public bool CanRead(string text) => engine.CanRead(text);

        public ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation) => SpeakAsync(clause, time.GetTimestamp(), cancellation);

        public async ValueTask<SpeechChunk> SpeakAsync(Clause clause, long due, CancellationToken cancellation)
        {
            using var seat = cache.Join(engine, clause);
            if (!seat.HasLanded)
            {
                // Everyone who waits queues by their own need: whose turn comes first begins the work, for the others it is done.
                _ = threads.RunAsync(due, () => Begin(seat, due), cancellation);
            }
            return await seat.TakeAsync(cancellation).ConfigureAwait(false);
        }

        private bool Begin(ClauseSeat seat, long due)
        {
            SpeechTurn.Run(rest => threads.Resume(due, rest), seat.Begin);
            return true;
        }
    }
}

using System.Runtime.CompilerServices;

namespace Visavis.Engine.Speech;

/// <summary>
/// The turn of one clause among all that are to be spoken. A voice begins in its turn; one that then waits for something else (a
/// worker process, a server) gives the thread back, and before it computes again awaits <see cref="Resume"/>. Without that, its
/// work would go on outside the threads that are for it, unordered and without a bound.
/// </summary>
public sealed class SpeechTurn
{
    private static readonly AsyncLocal<SpeechTurn?> Current = new();

    [ThreadStatic]
    private static SpeechTurn? _onThread;

    private readonly Action<Action> _enqueue;

    private SpeechTurn(Action<Action> enqueue) => _enqueue = enqueue;

    /// <summary>Whether the caller works for a clause that takes turns.</summary>
    public static bool IsTaken => Current.Value is not null;

    /// <summary>Begins a turn on the calling thread.</summary>
    /// <param name="enqueue">Has what is left of the turn run when it is due again.</param>
    /// <param name="work">Returns where the voice waits first, or when it is done.</param>
    public static void Run(Action<Action> enqueue, Action work)
    {
        var turn = new SpeechTurn(enqueue);
        Current.Value = turn;
        turn.Continue(work);
        Current.Value = null;
    }

    /// <summary>Awaited: what follows runs in the clause's turn. Costs nothing where it does already, or where nobody takes turns.</summary>
    /// <exception cref="OperationCanceledException">Thrown when the turn comes.</exception>
    public static Awaiter Resume(CancellationToken cancellation) => new(Current.Value, cancellation);

    private void Continue(Action work)
    {
        _onThread = this;
        try
        {
            work();
        }
        finally
        {
            _onThread = null;
        }
    }

    /// <summary>The wait for the turn.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion
    {
        private readonly SpeechTurn? _turn;
        private readonly CancellationToken _cancellation;

        internal Awaiter(SpeechTurn? turn, CancellationToken cancellation) => (_turn, _cancellation) = (turn, cancellation);

        public bool IsCompleted => _turn is null || _turn == _onThread;

        public Awaiter GetAwaiter() => this;

        public void GetResult() => _cancellation.ThrowIfCancellationRequested();

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation)
        {
            var turn = _turn!;
            turn._enqueue(() => turn.Continue(continuation));
        }
    }
}

namespace Visavis.Engine.Speech.Folders;

/// <summary>Something that is loaded when it is first used, shared by all who use it, and let go when nobody has for a while.</summary>
/// <param name="load">Takes seconds and runs on a thread of its own; what it throws reaches those who wait, and the next use tries again.</param>
/// <param name="time">For the while.</param>
internal sealed class LoadedOnUse<T>(Func<T> load, TimeProvider time)
    where T : class, IDisposable
{
    private readonly Lock _lock = new();
    private Task<T>? _loading;
    private int _users;
    private long _lastUse;

    public bool IsLoaded
    {
        get
        {
            lock (_lock)
            {
                return _loading is { IsCompletedSuccessfully: true };
            }
        }
    }

    /// <summary>Uses it; while one does, it stays.</summary>
    public async Task<TResult> UseAsync<TResult>(Func<T, ValueTask<TResult>> use, CancellationToken cancellation)
    {
        Task<T> loading;
        lock (_lock)
        {
            _users++;
            if (_loading is null or { IsFaulted: true })
            {
                _loading = Task.Run(load, CancellationToken.None);
            }
            loading = _loading;
        }
        try
        {
            return await use(await loading.WaitAsync(cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _users--;
                _lastUse = time.GetTimestamp();
            }
        }
    }

    /// <summary>Lets it go if it is loaded and nobody has used it for <paramref name="idle"/>; the next use loads it again.</summary>
    public async Task LetGoAsync(TimeSpan idle)
    {
        Task<T>? loaded;
        lock (_lock)
        {
            if (_users > 0 || _loading is not { IsCompletedSuccessfully: true } || time.GetElapsedTime(_lastUse) < idle)
            {
                return;
            }
            (loaded, _loading) = (_loading, null);
        }
        (await loaded.ConfigureAwait(false)).Dispose();
    }
}

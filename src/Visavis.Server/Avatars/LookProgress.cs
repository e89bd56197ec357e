using System.Collections.Concurrent;
using Visavis.Engine.Portraits;

namespace Visavis.Server.Avatars;

/// <summary>How far the looks are that are being made.</summary>
public sealed class LookProgress
{
    /// <summary>The stage of a look before which others are made.</summary>
    public const string Waiting = "waiting";

    private readonly ConcurrentDictionary<string, PackProgress> _steps = new();

    /// <summary>Null for a look that waits or is not being made.</summary>
    public PackProgress? Of(string look) => _steps.TryGetValue(look, out var step) ? step : null;

    public void Set(string look, PackProgress step) => _steps[look] = step;

    public void End(string look) => _steps.TryRemove(look, out _);
}

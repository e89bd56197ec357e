using System.Buffers;

namespace Visavis.Engine.Speech;

/// <summary>What one run of a network gave: sound at the model's own rate and where its symbols lie. Give it back by disposing.</summary>
public class VoiceRun : IDisposable
{
    private readonly int[] _starts;
    private float[]? _sound;

    /// <param name="rate">Samples a second.</param>
    /// <param name="lateness">How many samples before the place the network names a symbol is heard.</param>
    /// <param name="length">Samples of the sound.</param>
    /// <param name="starts">Where each symbol begins, with one before the first and one behind the last.</param>
    internal VoiceRun(int rate, int lateness, int length, int[] starts)
    {
        (Rate, Lateness, Length, _starts) = (rate, lateness, length, starts);
        _sound = ArrayPool<float>.Shared.Rent(length);
    }

    /// <summary>Samples a second.</summary>
    public int Rate { get; }

    /// <summary>How many samples before <see cref="Start"/> a symbol is heard.</summary>
    public int Lateness { get; }

    /// <summary>Samples of the sound.</summary>
    public int Length { get; }

    public Span<float> Sound => _sound.AsSpan(0, Length);

    /// <summary>
    /// The sample at which symbol <paramref name="index"/> begins by the network's lengths; -1 is the pad at the front, one behind the
    /// last symbol the pad at the end.
    /// </summary>
    public int Start(int index) => _starts[index + 1];

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (Interlocked.Exchange(ref _sound, null) is { } sound)
        {
            ArrayPool<float>.Shared.Return(sound);
        }
    }
}

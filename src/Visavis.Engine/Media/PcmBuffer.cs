using System.Buffers;

namespace Visavis.Engine.Media;

/// <summary>Mono sound at 48 kHz in ±1 from the shared pool. Whoever holds it last disposes it.</summary>
public sealed class PcmBuffer(int samples) : IDisposable
{
    private float[]? _array = ArrayPool<float>.Shared.Rent(samples);

    public int Length { get; } = samples;

    public MediaTime Duration => new(Length);

    public Span<float> Span => _array.AsSpan(0, Length);

    public static PcmBuffer From(ReadOnlySpan<float> samples)
    {
        var buffer = new PcmBuffer(samples.Length);
        samples.CopyTo(buffer.Span);
        return buffer;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } array)
        {
            ArrayPool<float>.Shared.Return(array);
        }
    }
}

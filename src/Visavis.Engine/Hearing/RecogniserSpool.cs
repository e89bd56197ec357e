namespace Visavis.Engine.Hearing;

/// <summary>16 kHz sound that waits to be recognised, as 16-bit samples in blocks of 4 s; blocks that are done with are let go.</summary>
internal sealed class RecogniserSpool
{
    private const int BlockSamples = 4 * MelBank.SampleRate;

    private readonly List<short[]?> _blocks = [];
    private int _released;

    /// <summary>Samples taken so far.</summary>
    public long Count { get; private set; }

    public void Append(ReadOnlySpan<float> samples)
    {
        foreach (var sample in samples)
        {
            if (Count % BlockSamples == 0)
            {
                _blocks.Add(new short[BlockSamples]);
            }
            _blocks[^1]![Count++ % BlockSamples] = (short)Math.Clamp(MathF.Round(sample * 32767), short.MinValue, short.MaxValue);
        }
    }

    /// <summary>The samples from <paramref name="start"/> to <paramref name="end"/>, which have not been let go.</summary>
    public float[] Read(long start, long end)
    {
        var samples = new float[end - start];
        for (var i = 0; i < samples.Length; i++)
        {
            var at = start + i;
            samples[i] = _blocks[(int)(at / BlockSamples)]![at % BlockSamples] / 32767f;
        }
        return samples;
    }

    /// <summary>Nothing before <paramref name="start"/> will be read again.</summary>
    public void Release(long start)
    {
        for (; _released < Math.Min(start / BlockSamples, _blocks.Count); _released++)
        {
            _blocks[_released] = null;
        }
    }
}

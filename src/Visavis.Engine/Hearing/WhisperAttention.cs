namespace Visavis.Engine.Hearing;

/// <summary>Where the decoder looked in the sound for each token: row j is what token j was told from, the last row what the end was.</summary>
/// <param name="states">States of the sound; those of the padding and of the silence behind it do not count.</param>
internal sealed class WhisperAttention(int states)
{
    public const int Heads = 8;

    private readonly List<float[]> _rows = [];

    public int States => states;

    public int Rows => _rows.Count;

    /// <summary>Row <paramref name="row"/> of one alignment head.</summary>
    public ReadOnlySpan<float> this[int row, int head] => _rows[row].AsSpan(head * states, states);

    /// <summary>Takes the rows from <paramref name="first"/> on of [8, rows, all states].</summary>
    public void Add(ReadOnlySpan<float> align, int rows, int allStates, int first)
    {
        for (var row = first; row < rows; row++)
        {
            var kept = new float[Heads * states];
            for (var head = 0; head < Heads; head++)
            {
                align.Slice((head * rows + row) * allStates, states).CopyTo(kept.AsSpan(head * states));
            }
            _rows.Add(kept);
        }
    }
}

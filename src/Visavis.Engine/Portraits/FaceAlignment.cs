using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>
/// Fits the map of a frame: first by the points that only the head moves, then by the pixels between them, together with the light
/// (Lucas and Kanade, 1981, with Huber's weights).
/// </summary>
internal sealed class FaceAlignment
{
    private const int Unknowns = 2 * LoopMap.PerAxis + 3;

    /// <summary>Of so many rows and columns between the eyes; more cost time and tell no more.</summary>
    private const int RowsBetweenEyes = 27;

    private const int PointPasses = 4, PixelPasses = 6;

    /// <summary>Points off by more (pixels at 100 between the eyes), and pixels by more (steps of luma), count less.</summary>
    private const double FarPoint = .8, FarPixel = 6;

    /// <summary>How much points and pixels of mouth, jaw and brows count.</summary>
    private const float MovingShare = .8f;

    private readonly FacePoints _base;
    private readonly FacePlaces _places;
    private readonly (int Point, double Share)[] _points;
    private readonly HalfPlane _luma, _across, _down;
    private readonly FloatPlane _weight;
    private readonly I420Picture _picture;

    /// <param name="picture">The base picture.</param>
    /// <param name="face">Its face.</param>
    /// <param name="places">Which points are rigid.</param>
    /// <param name="topology">Chains of points.</param>
    public FaceAlignment(I420Picture picture, FacePoints face, FacePlaces places, FaceTopology topology)
    {
        (_picture, _base, _places) = (picture, face, places);
        _points = [.. places.Rigid.Select(i => (i, 1.0)), .. places.Shut.Select(i => (i, (double)MovingShare))];
        _luma = HalfPlane.Luma(picture);
        (_across, _down) = _luma.Gradients();
        _weight = AlignmentMask.Of(face, topology, MovingShare);
    }

    /// <summary>The map by points alone.</summary>
    public LoopMap ByPoints(FacePoints face)
    {
        var (centre, unit) = (face.Flat(_places.Centre), (double)face.Frame.EyeDistance);
        var local = new double[LoopMap.Count];
        Span<double> terms = stackalloc double[LoopMap.PerAxis];
        for (var pass = 0; pass < PointPasses; pass++)
        {
            LeastSquares x = new(LoopMap.PerAxis), y = new(LoopMap.PerAxis);
            foreach (var (i, share) in _points)
            {
                var from = face.Flat(i);
                var way = _base.Flat(i) - from;
                Terms(from, centre, unit, terms);
                var off = new Vector2((float)(way.X - Dot(terms, local)), (float)(way.Y - Dot(terms, local.AsSpan(LoopMap.PerAxis)))).Length() * 100 / unit;
                var weight = share * (pass == 0 || off <= FarPoint ? 1 : FarPoint / off);
                x.Add(terms, way.X, weight);
                y.Add(terms, way.Y, weight);
            }
            for (var k = 3; k < LoopMap.PerAxis; k++)
            {
                // What the points do not tell is no bend.
                x.Draw(k, 0, 2);
                y.Draw(k, 0, 2);
            }
            x.Solve().CopyTo(local, 0);
            y.Solve().CopyTo(local, LoopMap.PerAxis);
        }
        return LoopMap.FromLocal(local, centre, unit);
    }

    /// <summary>Root mean square of what a map leaves of the points' distances, in pixels.</summary>
    public float Residual(LoopMap map, FacePoints face) =>
        MathF.Sqrt(_places.Rigid.Average(i => Vector2.DistanceSquared(map.At(face.Flat(i)), _base.Flat(i))));

    /// <summary>The map by pixels, from one that is nearly right.</summary>
    public LoopMap ByPixels(I420Picture frame, FacePoints face, LoopMap start)
    {
        var luma = HalfPlane.Luma(frame);
        var (centre, unit) = (face.Flat(_places.Centre), (double)face.Frame.EyeDistance);
        var samples = Samples(luma, face, start);
        var local = new double[LoopMap.Count];
        // The start's own terms in the face's coordinates: by a fit through places of the face, which is exact.
        ToLocal(start, centre, unit, local);
        double[] prior = [.. local];
        for (var pass = 0; pass < PixelPasses; pass++)
        {
            Improve(samples, centre, unit, local, prior);
        }
        (local[15], local[16]) = Chroma(frame, samples, centre, unit, local);
        return LoopMap.FromLocal(local, centre, unit);
    }

    private void Improve(List<(Vector2 Place, float Luma)> samples, Vector2 centre, double unit, double[] local, double[] prior)
    {
        var squares = new LeastSquares(Unknowns);
        Span<double> terms = stackalloc double[LoopMap.PerAxis], row = stackalloc double[Unknowns];
        foreach (var (place, value) in samples)
        {
            Terms(place, centre, unit, terms);
            float x = place.X + (float)Dot(terms, local), y = place.Y + (float)Dot(terms, local.AsSpan(LoopMap.PerAxis));
            var weight = _weight.At(x / 2, y / 2);
            if (weight < .02f)
            {
                continue;
            }
            double gx = _across.At(x, y), gy = _down.At(x, y);
            var off = value - _luma.At(x, y) - (local[12] + local[13] * terms[1] + local[14] * terms[2]);
            for (var k = 0; k < LoopMap.PerAxis; k++)
            {
                (row[k], row[LoopMap.PerAxis + k]) = (gx * terms[k], gy * terms[k]);
            }
            (row[12], row[13], row[14]) = (1, terms[1], terms[2]);
            squares.Add(row, off, weight * (Math.Abs(off) <= FarPixel ? 1 : FarPixel / Math.Abs(off)));
        }
        // Smooth skin tells little of how a face bends: there the points go on to count.
        for (var k = 0; k < 2 * LoopMap.PerAxis; k++)
        {
            squares.Draw(k, prior[k] - local[k], (k % LoopMap.PerAxis < 3 ? 1 : 4) * samples.Count * .002);
        }
        var change = squares.Solve();
        for (var k = 0; k < Unknowns; k++)
        {
            local[k] += change[k];
        }
    }

    private List<(Vector2 Place, float Luma)> Samples(HalfPlane luma, FacePoints face, LoopMap start)
    {
        var s = face.Frame.EyeDistance;
        var centre = face.Flat(_places.Centre);
        var samples = new List<(Vector2, float)>();
        // Pixels are read at half the size.
        var grid = Math.Max(1, (int)MathF.Round(s / 2 / RowsBetweenEyes));
        int left = Math.Max(1, (int)(centre.X - 1.5f * s) / 2), right = Math.Min(luma.Width - 2, (int)(centre.X + 1.5f * s) / 2);
        int top = Math.Max(1, (int)(centre.Y - 2.2f * s) / 2), bottom = Math.Min(luma.Height - 2, (int)(centre.Y + 1.6f * s) / 2);
        for (var y = top; y < bottom; y += grid)
        {
            for (var x = left; x < right; x += grid)
            {
                var place = new Vector2(2 * x + .5f, 2 * y + .5f);
                var at = start.At(place) / 2;
                if (_weight.At(at.X, at.Y) >= .02f)
                {
                    samples.Add((place, luma[x, y]));
                }
            }
        }
        return samples;
    }

    private (double U, double V) Chroma(I420Picture frame, List<(Vector2 Place, float Luma)> samples, Vector2 centre, double unit, double[] local)
    {
        double u = 0, v = 0, sum = 1e-9;
        int width = frame.Width / 2, pixels = frame.Width * frame.Height;
        Span<double> terms = stackalloc double[LoopMap.PerAxis];
        foreach (var (place, _) in samples)
        {
            Terms(place, centre, unit, terms);
            float x = place.X + (float)Dot(terms, local), y = place.Y + (float)Dot(terms, local.AsSpan(LoopMap.PerAxis));
            double weight = _weight.At(x / 2, y / 2);
            var at = (int)(place.Y / 2) * width + (int)(place.X / 2);
            int bx = Math.Clamp((int)MathF.Round((x - .5f) / 2), 0, width - 1), by = Math.Clamp((int)MathF.Round((y - .5f) / 2), 0, frame.Height / 2 - 1);
            u += weight * (frame.Planes[pixels + at] - _picture.Planes[pixels + by * width + bx]);
            v += weight * (frame.Planes[pixels * 5 / 4 + at] - _picture.Planes[pixels * 5 / 4 + by * width + bx]);
            sum += weight;
        }
        return (u / sum, v / sum);
    }

    private static void ToLocal(LoopMap map, Vector2 centre, double unit, double[] local)
    {
        LeastSquares x = new(LoopMap.PerAxis), y = new(LoopMap.PerAxis);
        Span<double> terms = stackalloc double[LoopMap.PerAxis];
        for (var row = -1; row <= 1; row++)
        {
            for (var column = -1; column <= 1; column++)
            {
                var place = centre + new Vector2(column, row) * (float)unit;
                var way = map.At(place) - place;
                Terms(place, centre, unit, terms);
                x.Add(terms, way.X, 1);
                y.Add(terms, way.Y, 1);
            }
        }
        x.Solve().CopyTo(local, 0);
        y.Solve().CopyTo(local, LoopMap.PerAxis);
    }

    private static void Terms(Vector2 place, Vector2 centre, double unit, Span<double> terms)
    {
        double u = (place.X - centre.X) / unit, v = (place.Y - centre.Y) / unit;
        (terms[0], terms[1], terms[2], terms[3], terms[4], terms[5]) = (1, u, v, u * u, u * v, v * v);
    }

    private static double Dot(ReadOnlySpan<double> terms, ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        for (var k = 0; k < LoopMap.PerAxis; k++)
        {
            sum += terms[k] * values[k];
        }
        return sum;
    }
}

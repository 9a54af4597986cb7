package io.zenview.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// All elements of a view as objects.
final class Elements {
    private Elements() {}

    static List<Object> toList(View view) {
        if (view.count() > Bytes.MAX_LENGTH || view.extent(0) > Bytes.MAX_LENGTH) {
            throw new IllegalArgumentException(view.describe() + " do not fit a list; slice first");
        }
        int length = (int) view.extent(0);
        List<Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            Object item = view.get(i);
            list.add(item instanceof View row ? toList(row) : item);
        }
        return Collections.unmodifiableList(list);
    }
}
